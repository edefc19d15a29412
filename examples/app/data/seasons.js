const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
];

/** The month in which a week of the year lies, close enough for fruit. */
export function monthOf(week) {
  return MONTHS[Math.min(11, Math.floor((week - 1) / 4.345))];
}

export function ripeIn([first, last]) {
  const from = monthOf(first);
  const to = monthOf(last);
  return from === to ? from : `${from} to ${to}`;
}
