/** Numbers that look random and come again with the same seed. */
export interface Random {
  /** A whole number from 0 to `below - 1`. */
  whole(below: number): number
  one<Item>(items: readonly Item[]): Item
  /** True in one of `times` cases. */
  once(times: number): boolean
}

/** Set RACES_SEED to the number that a failed run printed to play its requests again. */
export const SEED = Number(process.env['RACES_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** The generator known as mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (below: number) => Math.floor(next() * below)
  return {
    whole,
    one: <Item>(items: readonly Item[]) => {
      if (items.length === 0) throw new Error('nothing to choose from')
      return items[whole(items.length)] as Item
    },
    once: (times) => whole(times) === 0,
  }
}
