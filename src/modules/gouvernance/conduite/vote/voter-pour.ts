import type { NomIcone } from '#ui/icone.tsx'
import { siege as aUnSiege, peutTenirLaPlume } from '../../domain/droits.ts'
import type { Choix } from '../../domain/verdict.ts'
import type { DonneesSeance } from '../page-seance.tsx'
import type { LigneDeVote } from './vue-du-vote.ts'

export const CHOIX: readonly { readonly choix: Choix; readonly libelle: string; readonly icone: NomIcone }[] =
  [
    { choix: 'pour', libelle: 'Pour', icone: 'fait' },
    { choix: 'contre', libelle: 'Contre', icone: 'contre' },
    { choix: 'abstention', libelle: 'Abstention', icone: 'abstention' },
    { choix: 'ne_prend_pas_part', libelle: 'Ne prend pas part', icone: 'sans_objet' },
  ]

const porteLePouvoir = (donnees: DonneesSeance, ligne: LigneDeVote): boolean =>
  ligne.etat.etat === 'represente' && ligne.etat.par === donnees.acteur.organismeId

export const peutVoterPour = (donnees: DonneesSeance, ligne: LigneDeVote): boolean =>
  peutTenirLaPlume(donnees.acteur) ||
  (aUnSiege.autorise(donnees.acteur) &&
    (ligne.siege.organismeId === donnees.acteur.organismeId || porteLePouvoir(donnees, ligne)))
