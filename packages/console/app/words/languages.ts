/** The languages pages can be read in, each named in itself, so that whoever reads only that one finds it. */
export const languages = [
  { value: 'en-US', label: 'English (US)' },
  { value: 'en-GB', label: 'English (UK)' },
  { value: 'de', label: 'Deutsch' },
] as const
