import { expect, test } from 'vitest'
import { drawStates, readPage } from '../../scripts/draw-states.ts'

test('the diagram in the docs is that of the table', () => {
  expect(readPage(), 'run `npm run docs:states`').toBe(drawStates())
})
