import type { CampaignText } from './campaign'

/** Leading digits of the steps: 100, 250, 500, 1,000, 2,500, … */
const leading = [1, 2.5, 5] as const
const firstStep = 100

/** The first step above a count. */
export function stepAbove(count: number): number {
  let power = firstStep
  while (power * 10 <= count) power *= 10
  return leading.map(digits => digits * power).find(step => step > count) ?? power * 10
}

/**
 * The goal that a campaign shows: its own, and once that is reached the next step above the count, where its goal raises itself.
 */
export function goalNow(
  { goal, goal_steps }: Pick<CampaignText, 'goal' | 'goal_steps'>,
  count: number,
): number {
  return goal_steps === 'automatic' && count >= goal ? stepAbove(count) : goal
}

/** Counts that a campaign may have passed so far: every step, and the goal it was given. */
export function milestonesUpTo(count: number, goal: number): readonly number[] {
  return milestonesBetween(0, count, goal)
}

/** Those that a count passes as it grows. */
export function milestonesBetween(before: number, after: number, goal: number): readonly number[] {
  const steps: number[] = []
  for (let step = stepAbove(before); step <= after; step = stepAbove(step)) steps.push(step)
  return goal > before && goal <= after && !steps.includes(goal)
    ? [...steps, goal].sort((one, other) => one - other)
    : steps
}
