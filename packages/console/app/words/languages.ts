/** The languages pages can be read in, each named in itself, so that whoever reads only that one finds it. */
export const languages = [
  { value: 'en-US', label: 'English (United States)' },
  { value: 'en-GB', label: 'English (United Kingdom)' },
  { value: 'de', label: 'Deutsch' },
] as const
