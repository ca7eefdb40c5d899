// What `firstline doctor` says of one thing that it looked at.

export interface Finding {
  about: string
  /** `look`: works, and somebody should look; `wrong`: something does not work. */
  level: 'fine' | 'look' | 'wrong'
  says: string
  /** What to do about it; null where nothing is to be done. */
  todo: string | null
}

export function fine(about: string, says: string): Finding {
  return { about, level: 'fine', says, todo: null }
}

export function look(about: string, says: string, todo: string): Finding {
  return { about, level: 'look', says, todo }
}

export function wrong(about: string, says: string, todo: string): Finding {
  return { about, level: 'wrong', says, todo }
}
