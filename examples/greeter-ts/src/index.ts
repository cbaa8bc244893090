export { badgeLines, type Badge } from './badge.ts';
export { formatName, type Person } from './format-name.ts';
export { greet } from './greeting.ts';
