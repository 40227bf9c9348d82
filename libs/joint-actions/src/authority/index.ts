// What decisions may ask of each other's streams: who exists, who may, and whose word it is.
export * from './consent';
export * from './parties';
export * from './roles';
