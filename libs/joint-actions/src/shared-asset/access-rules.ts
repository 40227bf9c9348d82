import { refusal, type Refusal } from '@jointly/kernel';
import { firstNo } from '../first-no';
import type { AccessRules, Opening, ShareCapital } from './schemas';

const contradiction = (message: string, field: string): Refusal =>
  refusal('ACCESS_RULES_CONTRADICT', message, `rules.${field}`);

/** Why nobody could book by these rules, or not know when, or get what is left. */
export const accessRulesRefusal = (rules: AccessRules, shareCapital: ShareCapital | undefined): Refusal | undefined =>
  firstNo(
    () => surplusRefusal(rules, shareCapital),
    () => lengthRefusal(rules),
    () => quotaRefusal(rules),
    ...rules.openingHours.map((opening, index) => () => openingRefusal(rules, opening, index)),
  );

const surplusRefusal = ({ surplusMethod }: AccessRules, shareCapital: ShareCapital | undefined): Refusal | undefined =>
  surplusMethod === 'SHARES' && !shareCapital
    ? contradiction('This asset has no shares for a surplus to go by. Choose another method.', 'surplusMethod')
    : undefined;

const lengthRefusal = ({ minimumMinutes, maximumMinutes }: AccessRules): Refusal | undefined =>
  minimumMinutes <= maximumMinutes
    ? undefined
    : contradiction('The shortest booking is longer than the longest one. Correct one of them.', 'minimumMinutes');

const quotaRefusal = ({ quota, minimumMinutes }: AccessRules): Refusal | undefined =>
  !quota || quota.minutes >= minimumMinutes
    ? undefined
    : contradiction('The quota is less than the shortest booking: nobody could book. Raise it.', 'quota.minutes');

/** Times of day are written so that they sort as text. */
function openingRefusal({ openingHours }: AccessRules, { weekday, from, until }: Opening, index: number) {
  const field = `openingHours.${index}`;
  if (from >= until) return contradiction('Opening hours end after they begin. Split those that pass midnight.', field);
  const overlaps = openingHours
    .slice(0, index)
    .some((other) => other.weekday === weekday && other.from < until && from < other.until);
  return overlaps ? contradiction(`Two opening hours overlap on ${weekday}. Join them.`, field) : undefined;
}
