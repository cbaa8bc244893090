import { distributionName } from './python-manifests.ts';

// `import name` on the left, the distributions that bring it on the right, where the two have little in common.
const DISTRIBUTIONS = `
attr attrs
bs4 beautifulsoup4
bson pymongo
cairo pycairo
Crypto pycryptodome pycrypto
Cryptodome pycryptodomex
cv2 opencv-python opencv-python-headless opencv-contrib-python opencv-contrib-python-headless opencv
dateutil python-dateutil types-python-dateutil
discord discord-py py-cord
django_filters django-filter
dns dnspython
docutils docutils sphinx
docx python-docx
dotenv python-dotenv
environ django-environ
faiss faiss-cpu faiss-gpu
fitz pymupdf
flask_cors flask-cors
gi pygobject
git gitpython
github pygithub
gitlab python-gitlab
google protobuf
googleapiclient google-api-python-client
gridfs pymongo
grpc grpcio grpcio-tools
grpc_status grpcio-status
IPython ipython jupyter
jose python-jose
jwt pyjwt
kafka kafka-python
ldap python-ldap
Levenshtein levenshtein python-levenshtein
lightning_fabric lightning pytorch-lightning
llama_index llama-index-core
magic python-magic
memcache python-memcached
MySQLdb mysqlclient
mpl_toolkits matplotlib
multipart python-multipart
nacl pynacl
OpenSSL pyopenssl
opentelemetry opentelemetry-api opentelemetry-sdk
outcome outcome trio
PIL pillow
pkg_resources setuptools
playhouse peewee
pluggy pluggy pytest
pptx python-pptx
psycopg2 psycopg2 psycopg2-binary
py pytest
_pytest pytest
pyximport cython
pylab matplotlib
pytz pytz types-pytz
pythoncom pywin32
qdrant_client qdrant-client
rest_framework djangorestframework
rest_framework_simplejwt djangorestframework-simplejwt
ruamel ruamel-yaml
s3transfer boto3
botocore boto3 aiobotocore
serial pyserial
sentence_transformers sentence-transformers
skimage scikit-image
sklearn scikit-learn
slugify python-slugify
sniffio sniffio trio
socketio python-socketio
socks pysocks
sphinxarg sphinx-argparse
speech_recognition speechrecognition
sqlalchemy sqlalchemy flask-sqlalchemy sqlmodel
starlette starlette fastapi
telegram python-telegram-bot
tensorflow tensorflow tensorflow-cpu tensorflow-gpu tensorflow-macos
keras keras tensorflow
tlz toolz cytoolz
torch torch pytorch
tree_sitter tree-sitter
anyio anyio httpcore httpx starlette fastapi
typing_extensions typing-extensions mypy pydantic fastapi
usb pyusb
vcr vcrpy pytest-vcr
websocket websocket-client
werkzeug werkzeug flask
jinja2 jinja2 flask
markupsafe markupsafe jinja2
win32api pywin32
win32con pywin32
wx wxpython
Xlib python-xlib
yaml pyyaml types-pyyaml
zmq pyzmq
corsheaders django-cors-headers
debug_toolbar django-debug-toolbar
allauth django-allauth
pywintypes pywin32
`;

/** Top-level names that several distributions share, each with a part of it. */
const SHARED = new Set(
  'google azure zope ruamel sphinxcontrib jaraco backports opentelemetry llama_index langchain airflow odoo paste repoze flaskext mpl_toolkits'.split(
    ' ',
  ),
);

/** The distributions, normalised, that may bring a module: by the names known for it, then by custom. */
export function distributionsOf(module: string): readonly string[] {
  const [top = ''] = module.split('.');
  const known = DISTRIBUTIONS.split('\n').find((line) => line.startsWith(`${top} `));
  const name = distributionName(top);
  // `google.cloud.storage` comes with `google-cloud-storage`.
  const parts = module.split('.').map(distributionName);
  const joined = parts.map((_, index) => parts.slice(0, index + 1).join('-'));
  const customs = [`python-${name}`, `py-${name}`, `py${name}`, `${name}-python`, `${name}-py`, `${name}py`];
  return [
    ...new Set([
      ...(known?.split(' ').slice(1) ?? []),
      ...joined,
      ...customs,
      `django-${name}`,
      `types-${name}`,
    ]),
  ];
}

/** Whether declared distributions bring a module. */
export function isDeclared(module: string, names: ReadonlySet<string>): boolean {
  if (distributionsOf(module).some((name) => names.has(name))) return true;
  const [top = ''] = module.split('.');
  return SHARED.has(top) && [...names].some((name) => name.startsWith(`${distributionName(top)}-`));
}

/** The name under which a distribution is imported, as far as is known. */
export function importNameOf(distribution: string): string {
  const line = DISTRIBUTIONS.split('\n').find((known) => known.split(' ')[1] === distribution);
  return line?.split(' ')[0] ?? distribution.replaceAll('-', '_');
}
