import fastify from 'fastify';
import mercurius from 'mercurius';

const schema = `
  type Quantity { value: String! unit: String! }
  type Volume { quantity: Quantity! members: Int! }
  type Item { name: String! unit: String! unitDecimals: Int! }
  type Purchase {
    id: ID! title: String! phase: String! item: Item! currency: String! termsVersion: Int! demandDeadline: String!
    thresholdMet: Boolean! committed: Volume
  }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Connection { nodes: [Purchase!]! pageInfo: PageInfo! }
  type Query { bulkPurchases(associationId: ID!, first: Int!): Connection! }`;

/** Mercurius with JIT and nothing else, answering with what its parent sends; and Fastify sending the same bytes. */
process.once('message', (answer: { data: { bulkPurchases: object } }) => {
  const graphql = fastify();
  void graphql.register(mercurius, {
    schema,
    jit: 1,
    resolvers: { Query: { bulkPurchases: async () => answer.data.bulkPurchases } },
  });
  const plain = fastify();
  plain.post('/graphql', async () => answer);
  void Promise.all([graphql.listen({ port: 0 }), plain.listen({ port: 0 })]).then(([url, plainUrl]) =>
    process.send!({ url, plainUrl }),
  );
});
