import { expect } from 'vitest'
import type { Visiteur } from '../application.ts'
import { texteDe } from '../lignes.ts'

/** Goes through pages as a person without script does: a link or a button is one click, typing and choosing are none. */
export class Promenade {
  clics = 0
  page = ''
  private readonly qui: Visiteur
  constructor(qui: Visiteur) {
    this.qui = qui
  }
  async depart(adresse: string): Promise<this> {
    await this.lire(adresse)
    this.clics = 0
    return this
  }
  private async lire(adresse: string): Promise<void> {
    for (let suite = adresse, sauts = 0; ; sauts++) {
      const reponse = await this.qui.get(suite)
      if (reponse.statusCode !== 303 || sauts > 3) {
        expect(reponse.statusCode, suite).toBe(200)
        this.page = reponse.body
        return
      }
      suite = reponse.headers.location!
    }
  }
  async suivre(mots: RegExp): Promise<void> {
    const liens = [...this.page.matchAll(/<a [^>]*href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g)]
    const lien = liens.find(([, , texte]) => mots.test(texteDe(texte!).trim()))
    if (!lien) throw new Error(`Aucun lien ne dit ${mots}`)
    this.clics += 1
    await this.lire(texteDe(lien[1]!).split('#')[0]!)
  }
  /** Presses the button, every field of its form filled as the form asks. */
  async presser(bouton: RegExp, saisies: Record<string, string> = {}): Promise<void> {
    const formulaire = this.page
      .split('<form ')
      .slice(1)
      .map((bout) => bout.split('</form>')[0]!)
      .find((bout) =>
        [...bout.matchAll(/<button[^>]*>([\s\S]*?)<\/button>/g)].some(([, texte]) =>
          bouton.test(texteDe(texte!).trim()),
        ),
      )
    if (!formulaire) throw new Error(`Aucun bouton ne dit ${bouton}`)
    const action = texteDe(/action="([^"]+)"/.exec(formulaire)![1]!)
    const champs = { ...remplir(formulaire), ...champsCaches(formulaire), ...saisies }
    this.clics += 1
    const reponse = await this.qui.post(action, champs)
    if (reponse.statusCode !== 303)
      throw new Error(`${action} : ${reponse.statusCode} ${texteDe(reponse.body).slice(0, 1500)}`)
    await this.lire(reponse.headers.location!.split('#')[0]!)
  }
}

const attribut = (balise: string, nom: string) =>
  texteDe(new RegExp(`\\b${nom}="([^"]*)"`).exec(balise)?.[1] ?? '')

function champsCaches(formulaire: string): Record<string, string> {
  const caches = [...formulaire.matchAll(/<input[^>]*type="hidden"[^>]*>/g)]
  return Object.fromEntries(caches.map(([balise]) => [attribut(balise, 'name'), attribut(balise, 'value')]))
}

/** What somebody types: a date where the field asks for one, a number elsewhere; the first choice of each list. */
function remplir(formulaire: string): Record<string, string> {
  const champs: Record<string, string> = {}
  for (const { 0: balise, index } of formulaire.matchAll(/<input[^>]*>/g)) {
    const nom = attribut(balise, 'name')
    const genre = attribut(balise, 'type')
    if (genre === 'radio') champs[nom] ??= attribut(balise, 'value')
    if (['radio', 'checkbox', 'file', 'hidden'].includes(genre) || !nom) continue
    const dit = formulaire.slice(formulaire.lastIndexOf('<label', index), index)
    champs[nom] = dit.includes('Jour, mois') ? '15/03/2027' : nom === 'objet' ? 'Ce qu’il nous faut' : '12'
  }
  for (const [, nom, options] of formulaire.matchAll(
    /<select[^>]*\bname="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
  ))
    champs[nom!] =
      [...options!.matchAll(/<option[^>]*>/g)].map(([o]) => attribut(o, 'value')).find(Boolean) ?? ''
  for (const [, nom] of formulaire.matchAll(/<textarea[^>]*\bname="([^"]*)"/g))
    champs[nom!] = 'Ce qu’il faut savoir.'
  return champs
}
