import { statusOf, type HealthReport } from './health';

const well: HealthReport = {
  ready: true,
  log: { state: 'open', lag: 0 },
  projections: [{ name: 'purchases', state: 'live', lag: 0 }],
  processes: [{ name: 'timers', state: 'running' }],
};

describe('the health of a server, in a word', () => {
  it('is ready, or not', () => {
    expect(statusOf(well)).toBe('ready');
    expect(statusOf({ ...well, ready: false })).toBe('not ready');
  });

  it('is impaired where a process or a read model has given up', () => {
    expect(statusOf({ ...well, processes: [{ name: 'timers', state: 'faulted' }] })).toBe('impaired');
    expect(statusOf({ ...well, projections: [{ name: 'purchases', state: 'faulted', lag: 3 }] })).toBe('impaired');
    expect(statusOf({ ...well, processes: [{ name: 'timers', state: 'retrying' }] })).toBe('ready');
  });
});
