import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lireConfig } from './config.ts'

const racine = join(import.meta.dirname, '..')
const SECRET = 's'.repeat(40)

it.each([
  [
    'un serveur et un mot de passe',
    'postgres://maillage_app:a%40b@bd.exemple.fr:5433/maillage?sslmode=require',
    'postgres://maillage_auth:a%40b@bd.exemple.fr:5433/maillage?sslmode=require',
  ],
  [
    'une prise Unix',
    'postgresql://maillage_app@/maillage?host=/run/postgresql',
    'postgresql://maillage_auth@/maillage?host=/run/postgresql',
  ],
  ['aucun rôle', 'postgres://bd.exemple.fr/maillage', 'postgres://maillage_auth@bd.exemple.fr/maillage'],
])('donne aux bibliothèques leur rôle, au même endroit : %s', (_cas, DATABASE_URL, attendue) => {
  const { serveur } = lireConfig({ SECRET, DATABASE_URL }, racine)
  expect(serveur?.application).toBe(DATABASE_URL)
  expect(serveur?.comptes).toBe(attendue)
  expect(serveur?.taches).toBe(attendue.replace('maillage_auth', 'maillage_taches'))
})

it.each([
  [
    'une adresse qui n’est pas de PostgreSQL',
    { DATABASE_URL: 'mysql://x@y/z' },
    /DATABASE_URL n’est pas une adresse PostgreSQL/,
  ],
  ['un port qui n’en est pas un', { PORT: 'trois mille' }, /Configuration refusée : PORT/],
  ['un secret trop court', { SECRET: 'court' }, /Configuration refusée : SECRET/],
  ['la production sans adresse', { MODE: 'production' }, /ADRESSE manque/],
  [
    'le signalement sous le nom de la plateforme',
    {
      MODE: 'production',
      ADRESSE: 'https://a.fr',
      ADRESSE_SIGNALEMENT: 'https://a.fr:8443',
      SMTP_URL: 'smtp://b.fr',
    },
    /ADRESSE_SIGNALEMENT porte le même nom/,
  ],
  ['la production sans courriel', { MODE: 'production', ADRESSE: 'https://a.fr' }, /SMTP_URL manque/],
])('refuse %s en nommant la variable', (_cas, env, phrase) =>
  expect(() => lireConfig({ SECRET, ...env }, racine)).toThrow(phrase),
)

it('la démonstration n’écoute jamais au-delà de cette machine', () => {
  expect(lireConfig({ SECRET, HOTE: '0.0.0.0' }, racine).hote).toBe('127.0.0.1')
})
