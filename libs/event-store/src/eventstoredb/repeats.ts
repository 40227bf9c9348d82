import type { Position } from '../port';

/** Answers may overtake each other by so many places. */
const remembered = 10_000;

/**
 * Tells a repeat from a first write by its position, since the server answers both alike: a first write has a position
 * beyond everything that was known when it was asked for, and nobody else has it.
 */
export class Repeats {
  private readonly given = new Set<Position>();

  /** @param newest the newest position that is known */
  constructor(private newest: Position) {}

  /** Call before asking; `isRepeat` takes what it returns. */
  mark(): Position {
    return this.newest;
  }

  isRepeat(position: Position, mark: Position): boolean {
    if (position <= mark || this.given.has(position)) return true;
    this.given.add(position);
    if (position > this.newest) this.newest = position;
    if (this.given.size > remembered) this.forgetOldest();
    return false;
  }

  private forgetOldest(): void {
    for (const oldest of this.given) {
      this.given.delete(oldest);
      return;
    }
  }
}
