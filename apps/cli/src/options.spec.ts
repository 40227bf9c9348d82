import { listeningAt } from './options';

describe('Where the command line looks for the server', () => {
  it.each([
    ['http://127.0.0.1:4000', {}],
    ['http://127.0.0.1:4711', { JOINTLY_PORT: '4711' }],
    ['http://coop.example:4000', { JOINTLY_HOST: 'coop.example', JOINTLY_PORT: '' }],
    ['http://127.0.0.1:4000', { JOINTLY_HOST: '0.0.0.0' }],
    ['http://127.0.0.1:4000', { JOINTLY_HOST: '::' }],
    ['http://[::1]:4711', { JOINTLY_HOST: '::1', JOINTLY_PORT: '4711' }],
  ])('is %s for %j', (address, environment) => {
    expect(listeningAt(environment)).toBe(address);
  });
});
