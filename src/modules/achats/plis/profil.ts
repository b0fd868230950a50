import { jourDe } from '#shared/dates.ts'
import { date, montant } from '#shared/typographie.ts'
import { PROCEDURES } from '../domain/attente.ts'
import { type Profil, seuilDuProfil } from '../domain/plis.ts'
import type { MarcheLu } from '../marche/marche.queries.ts'

/** Why the code does, or does not, impose a buyer profile here. */
export function direProfil(profil: Profil, marche: MarcheLu): string {
  const jour = jourDe(marche.publieLe ?? marche.maintenant)
  const seuil = `${montant(seuilDuProfil(jour))} hors taxes (CCP R.2132-2, au ${date(jour)})`
  switch (profil.raison) {
    case 'formalisee':
      return `${PROCEDURES[marche.procedure]} : le code de la commande publique impose un profil d’acheteur (R.2132-2). Le dépôt scellé n’est pas proposé ici : deux portes feraient douter de l’heure.`
    case 'seuil':
      return `Le besoin est estimé à ${montant(marche.estimation!)} : le code impose un profil d’acheteur à partir de ${seuil}. Le dépôt scellé n’est donc pas proposé.`
    case 'sans-estimation':
      return `Procédure adaptée : dites le besoin estimé dans la fiche du marché. Sous ${seuil}, le code n’impose pas de profil d’acheteur et le dépôt scellé peut être proposé.`
    case 'convention':
      return 'Convention de participation : ce n’est pas un marché public, le code n’impose pas de profil d’acheteur (décret 2011-1474).'
    case 'sous-seuil':
      return `Procédure adaptée, besoin estimé à ${montant(marche.estimation!)} : sous ${seuil}, le code n’impose pas de profil d’acheteur.`
  }
}
