/** Six lines to try the reader with: invented people, one of each way lists are written. */
export const samplePeople = [
  'Ines Okafor <ines.okafor@harrowvale.example>',
  '"Voß, Jürgen" <j.voss@harrowvale.example>;',
  'Lahtinen\tPekka\tpekka.lahtinen@harrowvale.example\tPlatform',
  '- seun@harrowvale.example (started Monday)',
  'mailto:amaya+lab@harrowvale.example',
  'Li Ming, li.ming@harrowvale.example',
].join('\n')
