/** Where each gap on the way of the seats is closed, for the seats of these products or teams. */
export function handOutWays(home: string, narrow: URLSearchParams = new URLSearchParams()) {
  const below = (path: string, filter: Readonly<Record<string, string>> = {}) => {
    const query = new URLSearchParams([...narrow, ...Object.entries(filter)])
    return query.size === 0 ? `${home}/${path}` : `${home}/${path}?${query}`
  }
  return {
    assigned: below('assign'),
    accepted: below('licenses', { status: 'invited', select: 'all' }),
    activated: below('licenses', { status: 'connected', never: '0' }),
  }
}
