import type { Node } from '../languages/tree-sitter.ts';
import { CHECKS_CERTIFICATES } from './certificate-names.ts';

/** What stands beside a `verify` that is about certificates. */
const OF_REQUESTS =
  /^(?:certs?|cert_file|ca_certs?|ssl\w*|tls\w*|prox(?:y|ies)|headers|timeout|auth|url|base_url|session|cookies|allow_redirects|follow_redirects)$/;

/** Whether a name that can only be about certificates is given the value that switches the check off. */
export function isUncheckedSetting(name: string, value: string): boolean {
  return value === 'False' && CHECKS_CERTIFICATES.test(name);
}

/** Whether a parameter by its default, or an entry of a dictionary, leaves certificates unchecked. */
export function isUncheckedByDefault(node: Node): boolean {
  const name = nameOf(node);
  const value = node.childForFieldName('value')?.text ?? '';
  if (isUncheckedSetting(name, value)) return true;
  return name === 'verify' && value === 'False' && neighbours(node).some((other) => OF_REQUESTS.test(other));
}

function neighbours({ parent }: Node): readonly string[] {
  return (parent?.namedChildren ?? []).flatMap((one) => (one === null ? [] : [nameOf(one)]));
}

/** The name of a parameter, or the text of a key. */
function nameOf(node: Node): string {
  const name =
    node.childForFieldName('name') ?? node.childForFieldName('key') ?? node.firstNamedChild ?? node;
  return name.text.replaceAll(/^["']|["']$/g, '');
}
