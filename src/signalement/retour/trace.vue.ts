import { francais } from '../domain/jour.ts'
import { direFaute, el, section } from '../navigateur/dom.ts'
import { lireTrace, type Retour } from '../protocole/auteur.ts'

const GESTES: Readonly<Record<string, string>> = {
  deposer: 'Signalement déposé',
  accuser: 'Accusé de réception',
  ecrire: 'Message',
  instruire: 'Décision ou note interne',
  'donner-acces': 'Clé donnée à une personne',
  'demander-identite': 'Ouverture de l’identité demandée',
  'ouvrir-identite': 'Identité ouverte',
  'proposer-cloture': 'Clôture proposée',
  clore: 'Clôture',
  'proposer-effacement': 'Effacement proposé',
  'renouveler-cles': 'Clés renouvelées',
  'se-recuser': 'Une personne s’est retirée',
  exporter: 'Export',
  'ouvrir-clos': 'Dossier clos consulté, pour un motif que la cellule lit',
  secours: 'Rouvert par la clé de secours',
  'fin-de-mission': 'Fin d’une mission d’enquête',
  accords: 'Accords changés',
  identite: 'Identité dite',
  retirer: 'Retrait demandé',
  'rendez-vous': 'Rendez-vous demandé',
  transferer: 'Envoyé à un autre Centre de gestion',
  recevoir: 'Reçu d’un autre Centre de gestion',
}

/** What was done to the case, day by day, each deed with the signature of its member checked here. */
export function sectionTrace(retour: Retour, qui: (id: string) => string): HTMLElement {
  const lieu = el('ul', { id: 'trace' })
  lireTrace(retour)
    .then((traces) =>
      lieu.replaceChildren(
        ...traces.map(({ jour, acteur, action, juste }) =>
          el(
            'li',
            {},
            `${francais(jour)}, ${acteur === 'machine' ? 'automatiquement' : qui(acteur)} : ${GESTES[action] ?? action}${juste ? '' : '. Signature fausse : prévenez une personne de confiance.'}`,
          ),
        ),
      ),
    )
    .catch(direFaute)
  return section('Ce qui a été fait sur votre dossier', lieu)
}
