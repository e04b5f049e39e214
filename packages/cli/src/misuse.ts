/** A command was given something it cannot work with: nothing was concluded, and the sentence says what to give. */
export class Misuse extends Error {
  override readonly name = 'Misuse'
}

/** Runs a command that judges something: its end says yes (0), no (1), or that it could not be asked that way (2). */
export async function judging(run: () => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await run()) ? 0 : 1
  } catch (error) {
    if (!(error instanceof Misuse)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}
