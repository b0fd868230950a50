// The public portal through the front door, read without an account, on a real PostgreSQL.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../tests/application.ts'
import { lignes, texteDe } from '../../../tests/lignes.ts'

let t: ApplicationDeTest
let public_: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  public_ = t.visiteur()
})
afterAll(() => t.fermer())

const PDL = '/ouvert/pays-de-la-loire'
const lire = async (adresse: string) => {
  const reponse = await public_.get(adresse)
  return { ...reponse, statut: reponse.statusCode, corps: reponse.body, texte: texteDe(reponse.body) }
}

describe('le portail, sans compte', () => {
  it('liste les coopérations ouvertes, et elles seules', async () => {
    const { statut, texte, corps } = await lire('/ouvert')
    expect(statut).toBe(200)
    expect(texte).toContain('Coopération des CDG bretons')
    expect(corps).toContain('href="/ouvert/pays-de-la-loire"')
    expect(corps).not.toContain('grand-ouest')
  })

  it('montre une coopération : chiffres sourcés, membres, avancement par axe', async () => {
    const { statut, texte, corps } = await lire(PDL)
    expect(statut).toBe(200)
    expect(texte).toContain('1 739 collectivités affiliées Source : présentation publique')
    expect(texte).toContain('CDG 53 Mayenne')
    expect(corps).toContain('<svg')
    expect(corps).toMatch(/<link rel="canonical" href="http:\/\/maillage.test\/ouvert\/pays-de-la-loire"/)
    expect(corps).toContain('<meta name="description"')
  })

  it('dit qu’un portail est fermé, et rien d’une adresse inconnue', async () => {
    const ferme = await lire('/ouvert/grand-ouest-concours')
    expect(ferme.statut).toBe(404)
    expect(ferme.texte).toContain('Ce portail public n’est pas ouvert')
    expect(ferme.texte).not.toContain('Grand Ouest concours')
    const inconnu = await lire('/ouvert/nulle-part')
    expect(inconnu.statut).toBe(404)
    expect(inconnu.texte).toContain('Ce portail public n’existe pas')
    expect((await lire('/ouvert/NULLE..PART')).statut).toBe(404)
  })
})

describe('le lecteur anonyme, dans la base', () => {
  it('ne lit que les vues publiées et le registre public, jamais une table d’une coopération', async () => {
    const lues = await lignes<{ nom: string; genre: string }>(
      t,
      `select relname as nom, relkind as genre from pg_class where relnamespace = 'public'::regnamespace
         and relkind in ('r', 'p', 'v', 'm') and has_table_privilege('maillage_public', oid, 'select') order by 1`,
    )
    expect(lues.filter(({ genre }) => genre !== 'v').map(({ nom }) => nom)).toEqual([
      'departement',
      'organisme',
      'region',
    ])
    const vues = lues.filter(({ genre }) => genre === 'v').map(({ nom }) => nom)
    expect(vues.every((nom) => nom.startsWith('publie_'))).toBe(true)
    expect(vues).toHaveLength(13)
    const colonnes = await lignes<{ colonne: string }>(
      t,
      `select table_name || '.' || column_name as colonne from information_schema.columns where table_name like 'publie\\_%'
         and column_name ~ '(personne|courriel|pilote|auteur|saisi_par|visio|cout|note|blocage|motif)'`,
    )
    // `personnes` says that a figure counts people.
    expect(colonnes.map(({ colonne }) => colonne)).toEqual(['publie_chiffre.personnes'])
  })
})
