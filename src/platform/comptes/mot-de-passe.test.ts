import { expect, it } from 'vitest'
import { estFacile } from './mot-de-passe.ts'

const PROPRES = ['direction.cdg53@mayenne.fr', 'Claude Martin']

it.each([
  'motdepasse2026',
  'MotDePasse123!',
  'M0tdepasse2026',
  'Azertyuiop123',
  'qwertyuiop12',
  'password1234',
  'P@ssw0rd2026!',
  'aaaaaaaaaaaa',
  '123456789012',
  'abcabcabcabc',
  'soleilsoleil',
  'Maillage2026!',
  'centre de gestion 53',
  'direction.cdg53',
  'claude martin 1975',
  'Bienvenue2026!',
  'abcdefghijklmnop',
])('« %s » se devine', (motDePasse) => expect(estFacile(motDePasse, PROPRES)).toBe(true))

it.each([
  'quatre mots de bon matin',
  'une phrase que je retiens',
  'Tz7#kqLp92!vWx',
  'mairie sous la neige bleue',
  'пароль на каждый день',
  'le chat dort sur la table',
])('« %s » ne se devine pas ainsi', (motDePasse) => expect(estFacile(motDePasse, PROPRES)).toBe(false))
