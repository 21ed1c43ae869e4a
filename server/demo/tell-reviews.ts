import { ASPECTS } from '../../rules/rating.ts'
import type { ReviewStars } from '../reviews/review-stars.ts'
import { LINES, REPLIES } from './data/reviews.ts'
import { createRandom, type Random } from './pictures/random.ts'
import { HOUR, type Move, type Story } from './story.ts'

/** As their guests and hosts review them: each comment has stars, and more follows for some. */
export function withReviews(stories: readonly Story[]): Story[] {
  const random = createRandom(59)
  let turn = 0
  return stories.map((story) => {
    const comment = story.moves.find(({ action }) => action === 'comment')
    if (!comment) return story
    turn += 1
    const given = starsOf(random)
    const moves = story.moves.map((move) => (move === comment ? { ...move, given } : move))
    return { ...story, moves: [...moves, ...answersTo(comment, turn, random)] }
  })
}

function starsOf(random: Random): ReviewStars {
  const stars = random.pick([5, 5, 5, 5, 5, 5, 5, 4, 4, 3])
  if (random.chance(0.3)) return { stars }
  const near = () => Math.min(5, Math.max(1, stars + random.pick([0, 0, 0, 1, -1])))
  return { stars, aspects: Object.fromEntries(ASPECTS.map((aspect) => [aspect, near()])) }
}

function answersTo({ minutes_ago }: Move, turn: number, random: Random): Move[] {
  const later = () => minutes_ago - random.between(HOUR, 20 * HOUR)
  const answers: Move[] = []
  if (turn % 3 === 0)
    answers.push({
      minutes_ago: later(),
      by: 'host',
      action: 'reply',
      words: REPLIES[turn % REPLIES.length] ?? '',
    })
  if (turn % 2 === 0)
    answers.push({
      minutes_ago: later(),
      by: 'host',
      action: 'rate',
      words: LINES[turn % LINES.length] ?? '',
      given: { stars: random.pick([5, 5, 5, 4]) },
    })
  return answers
}
