import { type Absence, estAbsent, peutSAbsenter } from '../../domain/absences.ts'
import { traite } from '../../domain/acces.ts'
import { alerte, bouton, champ, dire, direFaute, el, section } from '../../navigateur/dom.ts'
import { confier, declarerAbsence, retirerAbsence } from '../../protocole/absences.ts'
import type { Corbeille, Resume, SessionMembre } from '../../protocole/membre.ts'
import { numeroDe } from '../../protocole/sceller-depot.ts'
import { francais } from '../commun.ts'

type Organisme = Corbeille['organismes'][number]
type Suite = (mot?: HTMLElement) => Promise<void>

/** Does something that changes the list, shows the list again, then says what was done. */
async function changer(travail: () => Promise<string>, relire: Suite): Promise<void> {
  dire(el('p', {}, 'En cours…'))
  try {
    const phrase = await travail()
    await relire(alerte('ok', phrase))
  } catch (erreur) {
    direFaute(erreur)
  }
}

/** Said before the list: cases that nobody present leads, and those that the reader's own absence would leave so; with the means to hand them over. */
export function alertesDAbsence(
  session: SessionMembre,
  { organismes, dossiers }: Corbeille,
  relire: Suite,
): HTMLElement[] {
  return organismes.flatMap((o) => {
    const ici = dossiers.filter((d) => d.organisme === o.organisme)
    const seuls = ici.filter(({ sansPersonne }) => sansPersonne)
    const aVenir = ici.filter((d) => d.aConfier && !d.sansPersonne)
    const remplacees = o.absences.filter(
      ({ remplacant, du, au }) => remplacant === session.cles.id && du <= session.jour && session.jour <= au,
    )
    return [
      seuls.length > 0 &&
        alerte(
          'alerte',
          `${o.nom} : personne n’est présent pour ${seuls.length} dossier(s).`,
          el('p', {}, `${liste(seuls)}. Les délais courent toujours.`),
          confierCes(session, o, seuls, relire),
        ),
      aVenir.length > 0 &&
        alerte(
          'attention',
          `${o.nom} : pendant votre absence, ${aVenir.length} dossier(s) n’auraient personne.`,
          el('p', {}, liste(aVenir)),
          confierCes(session, o, aVenir, relire),
        ),
      ...remplacees.map(({ membre, au }) =>
        alerte('info', `${o.nom} : vous remplacez ${nomDe(o, membre)} jusqu’au ${francais(au)}.`),
      ),
    ].filter((dit) => dit !== false)
  })
}

const liste = (dossiers: readonly Resume[]) =>
  dossiers
    .map(
      ({ id, echeances }) =>
        `Dossier ${numeroDe(id)}${echeances[0] ? `, à agir avant le ${francais(echeances[0].jour)}` : ''}`,
    )
    .join(' ; ')
const nomDe = ({ equipe }: Organisme, id: string) => equipe.find((m) => m.id === id)?.nom ?? id

function choix(options: readonly (readonly [string, string])[]): HTMLSelectElement {
  const select = el('select', { class: 'saisie saisie-moyen' })
  select.append(...options.map(([valeur, nom]) => el('option', { value: valeur }, nom)))
  return select
}

function confierCes(session: SessionMembre, o: Organisme, dossiers: readonly Resume[], relire: Suite) {
  if (!traite(o.role)) return null
  // Hers until the last day: who is away at any of the days to come is not proposed.
  const miennes = o.absences.filter(({ membre }) => membre === session.cles.id)
  const fin =
    miennes
      .map(({ au }) => au)
      .sort()
      .at(-1) ?? session.jour
  const presents = o.equipe.filter(
    ({ id, role }) =>
      role === 'referent' &&
      id !== session.cles.id &&
      !o.absences.some((a) => a.membre === id && a.du <= fin && session.jour <= a.au),
  )
  if (presents.length === 0)
    return el(
      'p',
      {},
      'Aucun autre référent de ce Centre de gestion n’est présent. Prévenez la coordination : elle peut ajouter une personne à l’annuaire.',
    )
  const a = choix(presents.map(({ id, nom }) => [id, nom]))
  return el(
    'div',
    { class: 'formulaire' },
    champ(`confier-${o.organisme}-${dossiers[0]!.sansPersonne ? 'maintenant' : 'ensuite'}`, 'Confier à', a),
    el(
      'div',
      { class: 'actions' },
      bouton(
        'Confier ces dossiers',
        () =>
          changer(async () => {
            const donnes = await confier(
              session,
              dossiers.map(({ id }) => id),
              a.value,
            )
            const restent = dossiers.length - donnes
            return `${donnes} dossier(s) confié(s) à ${nomDe(o, a.value)}.${restent > 0 ? ` ${restent} dossier(s) lui restent fermés : l’auteur ou un conflit l’en écarte, aucune clé n’a été donnée. Choisissez quelqu’un d’autre, ou prévenez la coordination.` : ''}`
          }, relire),
        'primaire',
      ),
    ),
  )
}

/** Who is away, declaring an absence and taking it back; for the coordination, anybody's of the cell. */
export function sectionAbsences(
  session: SessionMembre,
  { organismes }: Corbeille,
  relire: Suite,
): HTMLElement | null {
  const ou = organismes.filter(({ role }) => peutSAbsenter(role))
  if (ou.length === 0) return null
  return section(
    'Absences de la cellule',
    ...ou.map((o) => absencesDe(session, o, ou.length > 1, relire)),
    declaration(session, ou, relire),
  )
}

function absencesDe(session: SessionMembre, o: Organisme, plusieurs: boolean, relire: Suite): HTMLElement {
  if (o.absences.length === 0)
    return el('p', {}, `${plusieurs ? `${o.nom} : aucune` : 'Aucune'} absence déclarée.`)
  const ligne = (a: Absence) =>
    el(
      'li',
      {},
      el(
        'div',
        { class: 'ligne-corps' },
        el(
          'p',
          { class: 'ligne-titre' },
          `${nomDe(o, a.membre)}${estAbsent([a], a.membre, session.jour) ? ', absente ou absent aujourd’hui' : ''}`,
        ),
        el(
          'p',
          { class: 'detail' },
          `${plusieurs ? `${o.nom}. ` : ''}Du ${francais(a.du)} au ${francais(a.au)}. ${a.remplacant ? `Alertes reçues par ${nomDe(o, a.remplacant)}.` : 'Personne ne reçoit ses alertes.'}`,
        ),
      ),
      a.membre === session.cles.id || o.role === 'coordinateur'
        ? el(
            'div',
            { class: 'fin' },
            bouton(`Retirer l’absence du ${francais(a.du)}`, () =>
              changer(async () => {
                await retirerAbsence(session, o.organisme, a)
                return 'Absence retirée.'
              }, relire),
            ),
          )
        : null,
    )
  return el('ul', { class: 'liste-lignes' }, ...o.absences.map(ligne))
}

function declaration(session: SessionMembre, ou: readonly Organisme[], relire: Suite): HTMLElement {
  const date = () => el('input', { class: 'saisie saisie-court', type: 'date', min: session.jour })
  const [du, au] = [date(), date()]
  const moi = session.cles.id
  const veilleuse = ou.filter(({ role }) => role === 'coordinateur')
  const gens = [
    [moi, 'Moi'] as const,
    ...new Map(
      veilleuse.flatMap(({ equipe }) =>
        equipe.filter(({ id }) => id !== moi).map(({ id, nom }) => [id, nom] as const),
      ),
    ),
  ]
  const qui = choix(gens)
  const remplacant = choix([])
  const proposer = () => {
    const role = ou.flatMap(({ equipe }) => equipe).find(({ id }) => id === qui.value)?.role
    const memes = new Map(
      ou.flatMap(({ equipe }) =>
        equipe.filter((m) => m.role === role && m.id !== qui.value).map(({ id, nom }) => [id, nom] as const),
      ),
    )
    remplacant.replaceChildren(
      el('option', { value: '' }, memes.size === 0 ? 'Personne du même rôle' : 'Personne'),
      ...[...memes].map(([id, nom]) => el('option', { value: id }, nom)),
    )
  }
  proposer()
  qui.addEventListener('change', proposer)
  const envoyer = async () => {
    if (du.value === '' || au.value === '')
      return dire(alerte('alerte', 'Écrivez le premier et le dernier jour de l’absence.'))
    // One person, several organisations that share the team: away from all those where she and the replacement are.
    const la = ou.filter(
      ({ equipe, role }) =>
        equipe.some(({ id }) => id === qui.value) && (qui.value === moi || role === 'coordinateur'),
    )
    return changer(async () => {
      for (const o of la)
        await declarerAbsence(session, o.organisme, {
          membre: qui.value,
          du: du.value,
          au: au.value,
          remplacant: remplacant.value || null,
        })
      return `Absence déclarée du ${francais(du.value)} au ${francais(au.value)}. Les délais continuent de courir.`
    }, relire)
  }
  return el(
    'div',
    { class: 'formulaire' },
    el(
      'p',
      { class: 'aide' },
      'Aucune raison n’est demandée. Vos clés ne changent pas ; la personne qui remplace reçoit vos alertes pour les dossiers dont elle a la clé.',
    ),
    gens.length > 1 && champ('absence-qui', 'Qui est absent', qui),
    champ('absence-du', 'Premier jour', du),
    champ('absence-au', 'Dernier jour', au),
    champ('absence-remplacant', 'Qui reçoit les alertes', remplacant),
    el('div', { class: 'actions' }, bouton('Déclarer cette absence', envoyer)),
  )
}
