export default function Apples() {
  return <p id="lazy">Apples of spring</p>
}
