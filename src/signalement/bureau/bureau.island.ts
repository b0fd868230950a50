// The desk of a member: keystore, inbox, case. Keys live in this tab.
import { jourDe } from '#shared/dates.ts'
import { NOM_DU_ROLE, traite, veille } from '../domain/acces.ts'
import { type CodeServeur, NOM_DU_CODE } from '../domain/echeances.ts'
import { alerte, bouton, champ, dire, direFaute, el, montrer, section, trouver } from '../navigateur/dom.ts'
import { poserSortie } from '../navigateur/sortie.ts'
import {
  type Corbeille,
  lireCorbeille,
  lireDelais,
  ouvrirSession,
  prendreDossier,
  type Resume,
  type SessionMembre,
} from '../protocole/membre.ts'
import { donnerMesCles, renouvelerTout } from '../protocole/relais.ts'
import { numeroDe } from '../protocole/sceller-depot.ts'
import { parHttp } from '../protocole/serveur.ts'
import { francais } from './commun.ts'
import { alertesDAbsence, sectionAbsences } from './vues/absences.vue.ts'
import { afficherDossier } from './vues/dossier.vue.ts'

const transport = parHttp('')
const formulaire = trouver<HTMLFormElement>('trousseau')
const saisie = (nom: string) => formulaire.elements.namedItem(nom) as HTMLInputElement
const aujourdhui = () => jourDe(new Date())

poserSortie()
formulaire.addEventListener('submit', (evenement) => {
  evenement.preventDefault()
  dire(el('p', {}, 'Ouverture de votre trousseau : une à deux secondes…'))
  // The message is drawn before the derivation takes the thread.
  requestAnimationFrame(() =>
    setTimeout(() => {
      ouvrirSession(transport, saisie('identifiant').value.trim(), saisie('phrase').value, aujourdhui())
        .then((session) => {
          formulaire.remove()
          return afficherCorbeille(session)
        })
        .catch(direFaute)
    }),
  )
})

async function afficherCorbeille(session: SessionMembre, mot?: HTMLElement): Promise<void> {
  const corbeille = await lireCorbeille(session)
  const { organismes, dossiers } = corbeille
  const relire = (dit?: HTMLElement) => afficherCorbeille({ ...session, jour: aujourdhui() }, dit)
  const nomDe = (organisme: string) => organismes.find((o) => o.organisme === organisme)?.nom ?? organisme
  const [aNous, aEux, clos] = [
    dossiers.filter((d) => d.tour === 'cellule' && d.etat !== 'CLOS'),
    dossiers.filter((d) => d.tour === 'auteur' && d.etat !== 'CLOS'),
    dossiers.filter((d) => d.etat === 'CLOS'),
  ]
  dire(mot ?? null)
  const tableau = (titre: string, lignes: readonly Resume[], vide: string) =>
    section(
      `${titre} (${lignes.length})`,
      lignes.length === 0
        ? el('p', {}, vide)
        : el(
            'ul',
            { class: 'liste-lignes' },
            ...lignes.map((d) => {
              const prochaine = d.echeances[0]
              const depassee = prochaine !== undefined && prochaine.jour < aujourdhui()
              return el(
                'li',
                {},
                el(
                  'div',
                  { class: 'ligne-corps' },
                  el('p', { class: 'detail' }, nomDe(d.organisme)),
                  el('p', { class: 'ligne-titre' }, `Dossier ${numeroDe(d.id)}`),
                  el(
                    'p',
                    { class: 'detail' },
                    `Déposé le ${francais(d.jour)}. `,
                    prochaine
                      ? el(
                          'strong',
                          {},
                          `${NOM_DU_CODE[prochaine.code as CodeServeur]} ${depassee ? 'en retard depuis' : 'avant'} le ${francais(prochaine.jour)}`,
                        )
                      : 'Aucune échéance ouverte.',
                  ),
                ),
                el(
                  'div',
                  { class: 'fin' },
                  bouton(`Ouvrir ${numeroDe(d.id)}`, () => ouvrir(session, d)),
                ),
              )
            }),
          ),
    )
  montrer(
    'bureau',
    el('p', {}, organismes.map(({ nom, role }) => `${nom} : ${NOM_DU_ROLE[role]}`).join(' · ')),
    ...alertesDAbsence(session, corbeille, relire),
    tableau('À vous de jouer', aNous, 'Rien n’attend la cellule.'),
    tableau('En attente de l’auteur', aEux, 'Aucun auteur ne doit répondre.'),
    tableau('Clos', clos, 'Aucun dossier clos.'),
    sectionAbsences(session, corbeille, relire),
    organismes.some(({ role }) => traite(role)) && outils(session, organismes),
    ...(await Promise.all(
      organismes.filter(({ role }) => veille(role)).map((o) => sectionVeille(session, o)),
    )),
    organismes.some(({ role }) => traite(role) || role === 'dpd') &&
      el(
        'p',
        { class: 'apres detail' },
        'Le journal signé se vérifie hors ligne avec la commande « signalement -- verifier ».',
      ),
  )
}

/** Deadlines that are passed, by number: what a coordination and a data protection officer watch, without any content. */
async function sectionVeille(
  session: SessionMembre,
  { organisme, nom }: Corbeille['organismes'][number],
): Promise<HTMLElement> {
  const { ouverts, depasses, sansPersonne } = await lireDelais(session, organisme)
  return section(
    `Délais, ${nom}`,
    sansPersonne.length > 0 &&
      alerte(
        'alerte',
        `Personne n’est présent pour ${sansPersonne.length} dossier(s).`,
        el(
          'ul',
          {},
          ...sansPersonne.map(({ id, jour }) =>
            el(
              'li',
              {},
              `Dossier ${numeroDe(id)}${jour ? ` : prochain délai le ${francais(jour)}` : ' : aucun délai ouvert'}.`,
            ),
          ),
        ),
        el(
          'p',
          {},
          'Demandez à la cellule de les confier à une personne présente ; si plus personne n’en tient de clé, la clé de secours les rouvre.',
        ),
      ),
    el('p', {}, `${ouverts} dossier(s) ouvert(s).`),
    depasses.length === 0
      ? el('p', {}, 'Aucun délai n’est dépassé.')
      : el(
          'ul',
          {},
          ...depasses.map(({ id, code, jour }) =>
            el(
              'li',
              {},
              `Un délai est dépassé, dossier ${numeroDe(id)} : ${NOM_DU_CODE[code as CodeServeur]}, depuis le ${francais(jour)}.`,
            ),
          ),
        ),
  )
}

/** What a member does for all of her cases at once: hand keys over, begin new ones, take in what came by another way. */
function outils(session: SessionMembre, organismes: Corbeille['organismes']): HTMLElement {
  const collegue = el('input', { class: 'saisie saisie-moyen', type: 'text', autocomplete: 'off' })
  const faireTout = async (travail: () => Promise<number>, phrase: (n: number) => string) => {
    dire(el('p', {}, 'Nouvelles clés sur votre appareil, dossier par dossier…'))
    try {
      const n = await travail()
      await afficherCorbeille(session)
      dire(alerte('ok', phrase(n)))
    } catch (erreur) {
      direFaute(erreur)
    }
  }
  return section(
    'Arrivée, départ, autre canal',
    el(
      'ul',
      {},
      ...organismes.map(({ organisme, nom }) =>
        el(
          'li',
          {},
          el(
            'a',
            { href: `/deposer/${organisme}?canal=autre` },
            `Saisir un signalement reçu autrement, ${nom}`,
          ),
        ),
      ),
    ),
    champ('collegue', 'Identifiant d’un membre de l’annuaire', collegue),
    el(
      'div',
      { class: 'actions' },
      bouton('Lui donner mes clés', () =>
        collegue.value.trim() === ''
          ? dire(alerte('alerte', 'Écrivez l’identifiant de cette personne.'))
          : faireTout(
              () => donnerMesCles(session, collegue.value.trim()),
              (n) =>
                `Clés données dans ${n} dossier(s). Un dossier dont cette personne est écartée reste fermé.`,
            ),
      ),
      bouton('Renouveler les clés de tous mes dossiers', () =>
        faireTout(
          () => renouvelerTout(session),
          (n) => `Clés renouvelées dans ${n} dossier(s).`,
        ),
      ),
    ),
  )
}

async function ouvrir(session: SessionMembre, { organisme, id }: Resume): Promise<void> {
  dire(el('p', {}, 'Ouverture du dossier sur votre appareil…'))
  try {
    const pris = await prendreDossier({ ...session, jour: aujourdhui() }, organisme, id)
    dire()
    afficherDossier(pris, {
      revenir: () => afficherCorbeille(session).catch(direFaute),
      relire: () => ouvrir(session, { organisme, id } as Resume),
    })
  } catch (erreur) {
    if ((erreur as Error).message === 'trousseau-ancien')
      dire(
        alerte(
          'alerte',
          'Votre trousseau n’est pas celui de l’annuaire vérifié.',
          el('p', {}, 'Il est ancien, ou quelqu’un l’a remplacé. N’écrivez rien, prévenez un collègue.'),
        ),
      )
    else direFaute(erreur)
  }
}
