import { Component, inject } from '@angular/core'
import { ActivatedRoute } from '@angular/router'

@Component({
  selector: 'orchard-product',
  template: `<p id="lazy" i18n="@@product">Product {{ id }} of spring</p>`,
  styles: `
    p {
      color: #243;
    }
  `,
})
export class Product {
  id = inject(ActivatedRoute).snapshot.params['id']
}
