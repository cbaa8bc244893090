const MAX_LENGTH = 300;
const COMMENT = /(?:^|\s)(?:\/\/+|#+|\/\*+|\*|<!--|--|;+|%+|"{3}|'{3})\s*(.*?)\s*(?:\*+\/|-->|"{3}|'{3})?$/;
const WORK = String.raw`(?:updated|changed|modified|refactored|rewritten|rewrote|added|removed|fixed|corrected|improved|implemented|made|kept|simplified|cleaned up|renamed|extracted|replaced|included|adjusted)`;
const CODE = String.raw`(?:code|version|function|method|class|file|implementation|component|module|script|snippet|solution)`;
/** What other files than code are called, at the end of a sentence that gives one out. */
const TEXT = String.raw`(?:schema|table|quer(?:y|ies)|statements?|migrations?|dockerfile|makefile|readme|documentation|document|config(?:uration)?|settings|template|page|text|content)`;
const GIVES_OUT = String.raw`^(?:here(?:'s| is)|below is)\s+(?:the|your|an?|my)\s+(?:\w+\s+)?(?:updated|modified|refactored|revised|corrected|rewritten|improved|fixed|cleaned[- ]up)\s+(?:\w+\s+)?`;
/** What an assistant says to the one who asked, and nobody to those who read the code. */
const SPEAKS: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:certainly|sure(?: thing)?|of course|absolutely|okay|ok|great|no problem)[!,.:]+\s*(?:i(?:'ve| have|'ll| will)|here(?:'s| is| are)|let me|below (?:is|are))\b`,
    'i',
  ),
  new RegExp(String.raw`${GIVES_OUT}${CODE}\b(?!\s+(?:of|number|from|that|which|to)\b)`, 'i'),
  new RegExp(String.raw`${GIVES_OUT}${TEXT}(?:\s+file)?\s*[:.!]?$`, 'i'),
  new RegExp(
    String.raw`^i(?:'ve| have)\s+${WORK}\b.*\b(?:for you|you(?:'ve| have)? (?:asked|requested|wanted)|as (?:requested|asked)|per your|your (?:request|instruction|requirement)s?|the (?:code|function|method|class|file) (?:to|as|below|above|so))\b`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:as you(?:'ve| have)? (?:asked|requested|instructed)|(?:as )?per your (?:request|instruction|requirement)s?|with your requested changes|based on your (?:request|instruction|requirement|feedback)s?)\b`,
    'i',
  ),
  /\b(?:let me know if you(?:'d| would| need| want| have any| prefer)|hope this helps|feel free to (?:ask|let me know)|would you like me to|happy to help)\b/i,
  /^as an ai\b|\bas an ai (?:language )?(?:model|assistant)\b/i,
];

/** How many of them begin a line, and are said by nobody else. */
const GREETINGS = 3;

/** Whether a line, which is no comment, begins as an assistant's answer does. */
export function isChatLine(line: string): boolean {
  if (line.length > MAX_LENGTH) return false;
  return SPEAKS.slice(0, GREETINGS).some((pattern) => pattern.test(line.trim()));
}

/** Whether a line is a comment in which an assistant speaks to its user. */
export function isChatComment(line: string): boolean {
  if (line.length > MAX_LENGTH) return false;
  const comment = COMMENT.exec(line.trim())?.[1] ?? '';
  return SPEAKS.some((pattern) => pattern.test(comment));
}
