interface HandOutPlace {
  readonly home: string
  readonly mayAssign: boolean
}

/**
 * Where each gap on the way of the seats is closed, for the seats of these products or teams; whoever may not hand
 * licenses out only sees which they are.
 */
export function handOutWays({ home, mayAssign }: HandOutPlace, narrow = new URLSearchParams()) {
  const below = (path: string, filter: Readonly<Record<string, string>> = {}) => {
    const query = new URLSearchParams([...narrow, ...Object.entries(filter)])
    return query.size === 0 ? `${home}/${path}` : `${home}/${path}?${query}`
  }
  const activated = below('licenses', { status: 'connected', never: '0' })
  return mayAssign
    ? { assigned: below('assign'), accepted: below('remind', { status: 'invited' }), activated }
    : { activated }
}
