export function title(season) {
  return `Orchard in ${season}`
}
