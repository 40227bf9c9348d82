import type { FeedGrant, FeedTokens, Secrets } from '@jointly/privacy';
import type { ReadModels } from '../reading/read-models';
import { assetFeed } from './asset-feed';
import { enterpriseFeed } from './enterprise-feed';
import { viewerOf } from './grounds';
import { icsOf } from './ics';

export const feedPath = '/calendar';

/** Addresses of feeds, and what is read there. */
export class CalendarFeeds {
  constructor(
    private readonly tokens: FeedTokens,
    private readonly models: ReadModels,
    private readonly secrets: Pick<Secrets, 'feedEntry'>,
  ) {}

  addressOf(grant: FeedGrant): string {
    return `${feedPath}/${this.tokens.encode(grant)}.ics`;
  }

  /** The text of the calendar; undefined for whoever may not read it, without telling why. */
  async read(token: string): Promise<string | undefined> {
    const grant = this.tokens.decode(token);
    const viewer = grant && (await viewerOf(grant, this.models));
    if (!grant || !viewer) return undefined;
    const { kind, id } = grant.of;
    const feed =
      kind === 'ASSET'
        ? await assetFeed(viewer, id, this.models, this.secrets)
        : await enterpriseFeed(viewer, id, this.models);
    return feed && icsOf(feed);
  }
}
