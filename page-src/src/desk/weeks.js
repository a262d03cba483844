/* Weeks as the box writes them: 2026-W50, counted from Monday, in UTC. */
const DAY = 86400000;

/** The week so many weeks from now. */
export function inWeeks(weeks, now = Date.now()) {
  const day = new Date(now + weeks * 7 * DAY);
  // The year of a week is that of its Thursday.
  const thursday = new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * DAY);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const number = Math.floor((thursday.getTime() - first) / (7 * DAY)) + 1;
  return `${thursday.getUTCFullYear()}-W${String(number).padStart(2, "0")}`;
}
