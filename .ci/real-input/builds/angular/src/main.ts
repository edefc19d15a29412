import { Component } from '@angular/core'
import { bootstrapApplication } from '@angular/platform-browser'
import { provideRouter, RouterLink, RouterOutlet } from '@angular/router'

@Component({
  selector: 'orchard-root',
  imports: [RouterLink, RouterOutlet],
  template: `
    <h1 i18n="@@title">The orchard in spring</h1>
    <a routerLink="products/5">5</a>
    <router-outlet />
  `,
})
class Orchard {}

await bootstrapApplication(Orchard, {
  providers: [
    provideRouter([
      { path: 'products/:id', loadComponent: () => import('./product').then((m) => m.Product) },
    ]),
  ],
})
