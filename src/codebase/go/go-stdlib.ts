/** The newest Go whose packages are listed, as `1.N`. */
export const LISTED_MINOR = 26;

/** The packages of Go's standard library by their folders, without internal ones: those of 1.0 to 1.26. */
export function goStdlib(): ReadonlySet<string> {
  return new Set(
    PACKAGES.trim()
      .split('\n')
      .flatMap((line) => {
        const [top = '', ...inside] = line.split(' ');
        return [top, ...inside.map((name) => `${top}/${name}`)];
      }),
  );
}

const PACKAGES = `
archive tar zip
arena
bufio
builtin
bytes
C
cmp
compress bzip2 flate gzip lzw zlib
container heap list ring
context
crypto aes cipher des dsa ecdh ecdsa ed25519 elliptic fips140 hkdf hmac hpke md5 mlkem mlkem/mlkemtest pbkdf2 rand rc4 rsa sha1 sha256 sha3 sha512 subtle tls tls/fipsonly x509 x509/pkix
database sql sql/driver
debug buildinfo dwarf elf gosym macho pe plan9obj
embed
encoding ascii85 asn1 base32 base64 binary csv gob hex json json/jsontext json/v2 pem xml
errors
expvar
flag
fmt
go ast build build/constraint constant doc doc/comment format importer parser printer scanner token types version
hash adler32 crc32 crc64 fnv maphash
html template
image color color/palette draw gif jpeg png
index suffixarray
io fs ioutil
iter
log slog syslog
maps
math big bits cmplx rand rand/v2
mime multipart quotedprintable
net http http/cgi http/cookiejar http/fcgi http/httptest http/httptrace http/httputil http/pprof mail netip rpc rpc/jsonrpc smtp textproto url
os exec signal user
path filepath
plugin
reflect
regexp syntax
runtime asan cgo coverage debug metrics msan pprof race secret trace
simd archsimd
slices
sort
strconv
strings
structs
sync atomic
syscall js
testing cryptotest fstest iotest quick slogtest synctest
text scanner tabwriter template template/parse
time tzdata
unicode utf16 utf8
unique
unsafe
weak
`;
