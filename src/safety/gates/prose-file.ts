/** Texts for people: they may quote, fence and elide as they like. */
export const PROSE_FILE = /\.(?:md|livemd|cheatmd|mdx|mdc|qmd|rmd|typ|org|markdown|rst|txt|adoc)$/i;

/** Code of languages that no grammar here reads: neither a fence nor a sentence is a line of it. */
export const UNREAD_CODE =
  /(?:^|\/)(?:[\w.-]+\.)?(?:Dockerfile|Containerfile|Makefile|GNUmakefile|Jenkinsfile)(?:\.[\w-]+)?$|\.(?:sql|mk|cmake|proto|graphql|gql|tf|tfvars|hcl|prisma|ini|cfg|conf|properties|pl|pm|r|jl|hs|erl|clj|fs|ps1|bat|nix)$/i;
