/** A name by which certificates or host names are checked, whatever uses it: `verify_ssl`, `sslVerify`, `validateCerts`. */
export const CHECKS_CERTIFICATES =
  /^(?:(?:ssl|tls|https?|certs?|certificates?|hostname)_?(?:verify|verification|check|validat(?:e|ion))|(?:verify|check|validate)_?(?:ssl|tls|https|(?:ssl_|tls_|server_)?certs?|(?:ssl|tls|server)?certificates?|hostname)|reject_?unauthori[sz]ed|strict_?ssl)$/i;
