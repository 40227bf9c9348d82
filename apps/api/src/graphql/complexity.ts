import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type FieldNode,
  type ValidationContext,
} from 'graphql';

const longestPage = 100;

/**
 * Refuses a document that could ask for more than `limit` fields. A page counts as many times as its `first` says,
 * as 100 where that is a variable: so the verdict depends on the document alone and is kept with it, and no request
 * pays for it twice.
 */
export const complexityRule =
  (limit: number) =>
  (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      const cost = costOf(operation.selectionSet, context, new Map());
      if (cost <= limit) return;
      const message = `This query could ask for ${cost} fields; ${limit} is the most. Ask for fewer, or for smaller pages.`;
      context.reportError(new GraphQLError(message, { nodes: operation }));
    },
  });

function costOf(set: SelectionSetNode, context: ValidationContext, fragments: Map<string, number>): number {
  let cost = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      cost += 1;
      if (selection.selectionSet) cost += pageOf(selection) * costOf(selection.selectionSet, context, fragments);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      cost += costOf(selection.selectionSet, context, fragments);
    } else {
      cost += costOfFragment(context.getFragment(selection.name.value), context, fragments);
    }
  }
  return cost;
}

/** Each fragment is counted once, whatever spreads it: nested spreads must not make the counting itself expensive. */
function costOfFragment(
  fragment: FragmentDefinitionNode | null | undefined,
  context: ValidationContext,
  fragments: Map<string, number>,
): number {
  if (!fragment) return 0;
  const name = fragment.name.value;
  const known = fragments.get(name);
  if (known !== undefined) return known;
  fragments.set(name, 0); // a cycle, which another rule refuses, ends here
  const cost = costOf(fragment.selectionSet, context, fragments);
  fragments.set(name, cost);
  return cost;
}

function pageOf({ arguments: given = [] }: FieldNode): number {
  const first = given.find(({ name }) => name.value === 'first');
  if (!first) return 1;
  return first.value.kind === Kind.INT ? Math.max(1, Math.min(longestPage, Number(first.value.value))) : longestPage;
}
