// What may lead to an order, and asks for nothing itself; the form of a line is that of mood.ts.
const HELPING = '(?: (?:please|maybe|perhaps|kindly|really|also|just|now|probably|finally|all))*';
const LEADS: readonly string[] = [
  'please-to',
  `(?:please|kindly|pls|plz|so|and|then|now|next|first|second|finally|lastly|also|just|simply|quickly|ok|okay|hi|hello|hey|there|all|team|folks|hence|therefore|thus|maybe|perhaps|but|or|again)`,
  `(?:can|could|would|will) (?:you|we|i|someone|somebody|anyone)${HELPING}`,
  '(?:would|do) you mind',
  `(?:i think |i guess )?(?:you|we|i) (?:should|need to|must|have to|ought to|may want to|might want to)${HELPING}`,
  "let (?:'s|us)|lets",
  `(?:i|we)${HELPING} (?:want|need|wish|would like|would love|would prefer|like) (?:you |us )?to`,
  'go ahead and|as (?:first|next|next best) (?:step|thing)',
  '(?:(?:your|our|my) )?(?:task|job|goal|aim|idea|plan|request) (?:here |today )?is to',
  '(?:help|be sure|remember/v|try|start|begin|need|want|time|good time) (?:me |us )?(?:to|by|with)',
  "(?:it is |this is |it 's )?(?:about |high |finally |really )*time (?:to|we|that we)",
  '(?:how|what) about|consider|suggest|mind|(?:i|we) (?:suggest|propose|recommend)',
  '(?:it|that) would be (?:so |really |very )?(?:nice|good|great|cool|lovely|helpful|better|awesome|best|wonderful) (?:to|if (?:you|we|someone|somebody) (?:could|can|would))',
  '(?:is it|would it be|is there any way|is there way|any chance|any way) (?:(?:possible|ok|okay|fine) )?(?:to|of|that you|you could)',
];
const LEAD = new RegExp(`^(?:(?:${LEADS.join('|')}) )+(?=\\S)`);

/** A line without all that leads to its order: "could you please add/v" is "add/v". */
export function withoutLead(line: string): string {
  return line.replace(LEAD, '');
}
