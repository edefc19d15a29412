export default function About() {
  return <h1>About the orchard in spring</h1>
}
