#!/bin/sh
# Certificates of invented hosts for tests, with the keys that belong to them. They protect nothing.
# `expired` ran out in 2018; the others run for a hundred years. `self-signed` is signed by no authority.
set -e
cd "$(dirname "$0")"
work=$(mktemp -d)
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out "$work/$1.key"; }
whole() { cat "$work/$1.key" "$work/$1.crt" > "$1.pem"; }
key self-signed
openssl req -x509 -key "$work/self-signed.key" -days 36500 -subj /CN=127.0.0.1 \
  -addext subjectAltName=IP:127.0.0.1 -out "$work/self-signed.crt"
whole self-signed
key authority
openssl req -x509 -key "$work/authority.key" -days 36500 -subj "/CN=Authority of tests" -out authority.crt
touch "$work/index"; echo 01 > "$work/serial"
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=%s/index\nserial=%s/serial\nnew_certs_dir=%s\ndefault_md=sha256\npolicy=p\nunique_subject=no\n[p]\ncommonName=supplied\n' \
  "$work" "$work" "$work" > "$work/ca.cnf"
signed() {
  key "$1"
  openssl req -new -key "$work/$1.key" -subj "/CN=$1" -out "$work/$1.csr"
  echo "subjectAltName=$2" > "$work/$1.ext"
  openssl ca -batch -config "$work/ca.cnf" -cert authority.crt -keyfile "$work/authority.key" -in "$work/$1.csr" \
    -extfile "$work/$1.ext" -startdate 20170101000000Z -enddate "$3" -notext -out "$work/$1.crt"
  whole "$1"
}
signed good IP:127.0.0.1 21161231000000Z
signed expired IP:127.0.0.1 20180101000000Z
signed wrong-host DNS:other.example.gov.cn 21161231000000Z
rm -r "$work"
