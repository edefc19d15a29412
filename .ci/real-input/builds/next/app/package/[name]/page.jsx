export const dynamicParams = false

export function generateStaticParams() {
  return [{ name: 'pear' }, { name: 'chart.js' }]
}

export default async function Package({ params }) {
  const { name } = await params
  return <h1>Package {name} in spring</h1>
}
