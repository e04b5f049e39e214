/** When the maker of a link is told that somebody took one by it. */
export const linkNotices = ['each', 'daily', 'nearly_used', 'none'] as const
export type LinkNotice = (typeof linkNotices)[number]
