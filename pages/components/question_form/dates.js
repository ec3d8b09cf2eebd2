// @ts-check
// Dates and times as they are written and read here: UK days and UK time.

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
const DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "Europe/London",
});

/**
 * Return the day that was typed as 3/4/2024, 3.4.2024, 3 April 2024, 3 Apr 2024 or 2024-04-03, in the last form.
 *
 * @param {string} typed
 * @returns {string | null} null for anything else, such as 31 June
 */
export function isoDate(typed) {
  const words = typed
    .trim()
    .toLowerCase()
    .split(/[\s./,-]+/)
    .filter(Boolean);
  if (words.length !== 3) return null;
  const [day, month, year] = /^\d{4}$/.test(words[0]) ? [...words].reverse() : words;
  const isNamed = /^[a-z]{3,}$/.test(month);
  const place = isNamed ? MONTHS.findIndex((name) => name.toLowerCase().startsWith(month)) + 1 : Number(month);
  if (!/^\d{1,2}(st|nd|rd|th)?$/.test(day) || !/^(?!0000)\d{4}$/.test(year) || !(isNamed || /^\d{1,2}$/.test(month)))
    return null;
  const iso = `${year}-${String(place).padStart(2, "0")}-${String(Number.parseInt(day, 10)).padStart(2, "0")}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(parsed.valueOf()) && parsed.toISOString().startsWith(iso) ? iso : null;
}

/**
 * Return a day in words, as 3 April 2024.
 *
 * @param {string} iso
 */
export function dayInWords(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/**
 * Return a moment as 14:02, or as 3 April 2026 at 14:02 where that is not today.
 *
 * @param {string | number} moment
 */
export function momentInWords(moment) {
  const at = new Date(moment);
  return isToday(at) ? TIME.format(at) : `${DAY.format(at)} at ${TIME.format(at)}`;
}

/**
 * Return when something was done, as at 14:02, or as on 3 April 2026 at 14:02 where that is not today.
 *
 * @param {string | number} moment
 */
export function whenInWords(moment) {
  return `${isToday(new Date(moment)) ? "at" : "on"} ${momentInWords(moment)}`;
}

/** @param {Date} at */
function isToday(at) {
  return DAY.format(at) === DAY.format(new Date());
}
