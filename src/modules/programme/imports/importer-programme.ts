import type { GenreImport } from '#platform/imports/genre.ts'
import { lireLignes, planifierLignes } from '#platform/imports/planifier.ts'
import { enCentimes } from '#platform/tableurs/valeurs.ts'
import { jourDe } from '#shared/dates.ts'
import { cadreLeProgramme, suitPourSonOrganisme } from '../domain/droits.ts'
import { deciderAction } from '../domain/imports/action-importee.ts'
import { type CellulesLues, type Contexte, lireAction } from '../domain/imports/cellules-action.ts'
import { listDecisionsACiter, listMembres } from '../programme.queries.ts'
import { findProgramme } from '../structure/programmes.queries.ts'
import { LIBELLES_BASE, LIBELLES_NATURE, LIBELLES_ORIGINE } from '../vues.ts'
import { COLONNES } from './colonnes.ts'
import { type EcritureAction, ecrireActions } from './ecrire-actions.ts'
import { listLignes } from './lignes.queries.ts'

/** The actions of the programme as a table: each member changes what is its own, the coordination adds and frames. */
export const importProgramme: GenreImport = {
  cle: 'programme',
  titre: 'Actions du programme',
  un: 'action',
  plusieurs: 'actions',
  chapeau:
    'Les actions du programme, avec leurs axes, leur chef de file et la participation de chaque membre.',
  regles: [
    'Une action est reconnue par son code. Une action absente du fichier n’est pas touchée ; une colonne absente non plus.',
    'La coordination ajoute des actions et change leur cadre. Le chef de file change la fiche. Chaque membre change sa seule participation.',
    'Une cellule vide vide la valeur. Ce qui change reste dans l’historique de l’action.',
  ],
  droit: suitPourSonOrganisme,
  colonnes: COLONNES,
  exemples: [
    {
      code: '1.1.1',
      axe: 'Titre de l’axe (exemple à remplacer)',
      orientation: 'Titre de l’orientation',
      titre: 'Titre de l’action',
      nature: 'Action',
      chef: 'CDG 00',
      statut: 'Proposée',
      niveau: 2,
      niveauCible: 3,
    },
  ],
  voir: { href: '/programme', libelle: 'Voir le programme' },
  async lister(tx) {
    // An export has no instant of its own: the members are those of the day it is asked for.
    const jour = jourDe(new Date())
    const programme = await findProgramme(tx, jour)
    const lignes = await listLignes(tx, programme?.id ?? null, await listMembres(tx, jour))
    return lignes.map(({ ligne }) => ({
      ...ligne,
      niveau: Number(ligne.niveau),
      niveauCible: Number(ligne.niveauCible),
      coutPrevu: ligne.coutPrevu === '' ? null : enCentimes(ligne.coutPrevu),
      coutReel: ligne.coutReel === '' ? null : enCentimes(ligne.coutReel),
    }))
  },
  async planifier(tx, acteur, lignes, maintenant) {
    const membres = await listMembres(tx, jourDe(maintenant))
    const programme = await findProgramme(tx, jourDe(maintenant))
    const connues = await listLignes(tx, programme?.id ?? null, membres)
    const decisions = await listDecisionsACiter(tx)
    const axes = programme?.axes ?? []
    const axesConnus = Object.fromEntries(axes.map(({ code, titre }) => [code, titre]))
    const orientationsConnues = Object.fromEntries(
      axes.flatMap((axe) => axe.orientations.map(({ code, titre }) => [`${axe.code}.${code}`, titre])),
    )
    const contexte = {
      membres: membres.map(({ libelle }) => libelle),
      natures: LIBELLES_NATURE,
      origines: LIBELLES_ORIGINE,
      bases: LIBELLES_BASE,
      cles: decisions.filter(({ type }) => type === 'cle').map(({ numero }) => numero),
      // Titles that a line of the file gives to a new axis hold for the lines that follow.
      axes: axesConnus,
      orientations: orientationsConnues,
    } satisfies Contexte
    const parCode = new Map(connues.map(({ id, ligne }) => [ligne.code, { id, ligne }]))
    const par = {
      membre: acteur.libelle,
      coordonne: cadreLeProgramme.autorise(acteur),
      suit: suitPourSonOrganisme.autorise(acteur),
    }
    const plan = planifierLignes<CellulesLues, EcritureAction>({
      colonnes: COLONNES,
      lectures: lireLignes(lignes, (valeurs) =>
        programme
          ? lireAction(contexte, valeurs)
          : {
              ok: false,
              refus: {
                cle: 'code',
                motif: 'Le programme n’est pas ouvert : la coordination l’ouvre d’abord.',
              },
            },
      ),
      cleDe: ({ code }) => ({ cle: 'code', valeur: code }),
      uneSeule: 'Gardez une seule ligne par code.',
      decider: (lu) => {
        const connue = parCode.get(lu.code)
        const issue = deciderAction(contexte, connue?.ligne ?? null, lu, par)
        if (!issue.ok) return issue
        const { ecriture, ...reste } = issue.valeur
        if (ecriture?.nouvelle) {
          const [axe = '', orientation = ''] = lu.code.split('.')
          axesConnus[axe] ??= ecriture.ligne.axe
          orientationsConnues[`${axe}.${orientation}`] ??= ecriture.ligne.orientation
        }
        return {
          ok: true,
          valeur: { ...reste, ecriture: ecriture && { ...ecriture, id: connue?.id ?? null } },
        }
      },
    })
    return {
      lignes: plan.lignes,
      async ecrire(avancer) {
        if (!programme || plan.ecritures.length === 0) return
        await ecrireActions(tx, acteur, { programme, membres, decisions }, plan.ecritures, maintenant)
        await avancer(plan.ecritures.length)
      },
    }
  },
}
