import { createHash } from 'node:crypto';

/** A reference to a paper of the story, as a real one would be given: where it is kept, and its SHA-256. */
export const paper = (name: string) => ({
  uri: `file:papers/${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.pdf`,
  sha256: createHash('sha256').update(name).digest('hex'),
});
