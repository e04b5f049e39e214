/** The database cannot be opened, for a reason the operator can act on; the message says what to do. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen'
  readonly code: 'held' | 'no_binaries' | 'wrong_version' | 'folder_refused' | 'does_not_start'

  constructor(code: CannotOpen['code'], message: string) {
    super(message)
    this.code = code
  }
}
