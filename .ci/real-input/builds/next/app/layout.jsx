import './global.css'

export const metadata = { title: 'Orchard' }

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
