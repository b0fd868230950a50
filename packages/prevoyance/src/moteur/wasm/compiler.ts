import { F64, type Fonction, I, I32, leb, type Octets } from '../simd/octets.ts'
import { chargerCellule, enDecalage, type Plan, rangerCellule } from './memoire.ts'
import { binaire, type Code, coder, enF64, enI32, nombre, unaire } from './operations.ts'
import { type Enonce, type Expr, type FonctionLue, HorsTexte } from './texte.ts'

/** Constants by name, those of an object by « object.name ». */
export type Constantes = Readonly<Record<string, number>>

export interface Contexte {
  readonly plan: Plan
  readonly constantes: Constantes
  /** Functions that the text calls and that another emitter writes: the first of the module. Only whole numbers are given to them. */
  readonly externes: readonly string[]
  readonly fonctions: readonly FonctionLue[]
  /** Functions that the module exports. */
  readonly exportees: readonly string[]
}

const MEMOIRE = 'Memoire'
const typeDe = (mot: string): number => {
  if (mot === 'Reel') return F64
  if (mot === 'Entier' || mot === 'boolean') return I32
  throw new HorsTexte(`type « ${mot} »: Entier, Reel, boolean or ${MEMOIRE} expected`)
}
const donnees = (f: FonctionLue) => f.parametres.filter(([, type]) => type !== MEMOIRE)

/** Functions that give a number are copied where they are called; the others are called. */
const copiee = ({ rend }: FonctionLue): boolean => rend !== 'void'

/** Every function of a text that is called, in the order of the text, as those of a module. */
export const compiler = (contexte: Contexte): readonly Fonction[] =>
  contexte.fonctions.filter((f) => !copiee(f)).map((f) => new Compilateur(contexte, f).fonction())

class Compilateur {
  readonly #contexte: Contexte
  readonly #lue: FonctionLue
  readonly #types: number[] = []
  readonly #adresses = new Map<string, number>()
  #noms = new Map<string, number>()
  /** Depth of the blocks open, and at which one a loop ends and continues. */
  #profondeur = 0
  #boucles: { readonly fin: number; readonly suite: number }[] = []

  constructor(contexte: Contexte, lue: FonctionLue) {
    this.#contexte = contexte
    this.#lue = lue
  }

  fonction(): Fonction {
    const parametres = donnees(this.#lue).map(([nom, type]) => {
      this.#noms.set(nom, this.#local(typeDe(type)))
      return typeDe(type)
    })
    const corps = this.#enonce(this.#lue.corps)
    const entete = [...this.#adresses].flatMap(([nom, local]) => [
      ...I.entier(0),
      ...I.chargerEntier(this.#contexte.plan.rangs[nom]! * 4),
      ...I.ecrire(local),
    ])
    return {
      nom: this.#lue.nom,
      parametres,
      locaux: this.#types.slice(parametres.length).map((type) => [1, type]),
      corps: [...entete, ...corps],
      interne: !this.#contexte.exportees.includes(this.#lue.nom),
    }
  }

  #local(type: number): number {
    this.#types.push(type)
    return this.#types.length - 1
  }

  #enonce(e: Enonce): Octets {
    switch (e.genre) {
      case 'rien':
        return []
      case 'bloc': {
        const dehors = this.#noms
        this.#noms = new Map(dehors)
        const corps = e.corps.flatMap((dedans) => this.#enonce(dedans))
        this.#noms = dehors
        return corps
      }
      case 'declarer': {
        const valeur = this.#expression(e.valeur)
        const type = e.type === null ? valeur.type : typeDe(e.type)
        const local = this.#local(type)
        this.#noms.set(e.nom, local)
        return [...this.#en(valeur, type), ...I.ecrire(local)]
      }
      case 'poser':
        return this.#poser(e)
      case 'si': {
        const si = enI32(this.#expression(e.si))
        const branches = this.#dans(() => [
          ...this.#enonce(e.alors),
          ...(e.sinon === null ? [] : [0x05, ...this.#enonce(e.sinon)]),
        ])
        return [...si, 0x04, 0x40, ...branches, 0x0b]
      }
      case 'boucle':
        return this.#boucle(e)
      case 'sortir':
        return I.sauter(this.#profondeur - this.#boucles.at(-1)!.fin)
      case 'continuer':
        return I.sauter(this.#profondeur - this.#boucles.at(-1)!.suite)
      case 'appeler':
        return this.#appeler(e.appel.nom, e.appel.arguments)
      case 'rendre':
        throw new HorsTexte('a value is given at the end of a function only')
    }
  }

  #dans<T>(dedans: () => T): T {
    this.#profondeur++
    const fait = dedans()
    this.#profondeur--
    return fait
  }

  /** block { loop { leave unless the condition; block { body }; what follows each turn; again } } */
  #boucle(e: Enonce & { genre: 'boucle' }): Octets {
    const dehors = this.#noms
    this.#noms = new Map(dehors)
    const avant = e.avant === null ? [] : this.#enonce(e.avant)
    const corps = this.#dans(() => {
      const fin = this.#profondeur
      return this.#dans(() => {
        const tant = e.tant === null ? [] : [...enI32(this.#expression(e.tant)), ...I.nul, ...I.sauterSi(1)]
        const tour = this.#dans(() => {
          this.#boucles.push({ fin, suite: this.#profondeur })
          const dedans = this.#enonce(e.corps)
          this.#boucles.pop()
          return dedans
        })
        const apres = e.apres === null ? [] : this.#enonce(e.apres)
        return [...tant, ...I.bloc(tour), ...apres, ...I.sauter(0)]
      })
    })
    this.#noms = dehors
    return [...avant, ...I.bloc(I.boucle(corps))]
  }

  #poser({ cible, signe, valeur }: Enonce & { genre: 'poser' }): Octets {
    const calcul: Expr =
      signe === '=' ? valeur : { genre: 'binaire', signe: signe.slice(0, -1), gauche: cible, droite: valeur }
    if (cible.genre === 'nom') {
      const local = this.#localDe(cible.nom)
      return [...this.#en(this.#expression(calcul), this.#types[local]!), ...I.ecrire(local)]
    }
    const [cellule] = this.#champ(cible.tableau)
    const place = this.#place(cible.tableau, cible.rang)
    const type = cellule === 'f64' ? F64 : I32
    if (signe === '=')
      return [
        ...place.corps,
        ...this.#en(this.#expression(valeur), type),
        ...rangerCellule(cellule, place.adresse),
      ]
    // The place is computed once, for what is read and for what is written.
    const local = this.#local(I32)
    const lu: Code = {
      type,
      corps: [...I.lire(local), ...chargerCellule(cellule, place.adresse)],
    }
    const somme = this.#en(binaire(signe.slice(0, -1), lu, this.#expression(valeur)), type)
    return [
      ...place.corps,
      ...I.ecrire(local),
      ...I.lire(local),
      ...somme,
      ...rangerCellule(cellule, place.adresse),
    ]
  }

  #en = (code: Code, type: number): Octets => (type === F64 ? enF64(code) : enI32(code))

  #localDe(nom: string): number {
    const local = this.#noms.get(nom)
    if (local === undefined) throw new HorsTexte(`« ${nom} » is not known in ${this.#lue.nom}`)
    return local
  }

  #champ(tableau: string) {
    const champ = this.#contexte.plan.champs[tableau.replace(/^m\./, '')]
    if (champ === undefined) throw new HorsTexte(`« ${tableau} » is not an array of the memory`)
    return champ
  }

  /** Bytes from the address that the instruction holds. */
  #place(tableau: string, rang: Expr): { readonly corps: Octets; readonly adresse: number } {
    const nom = tableau.replace(/^m\./, '')
    const [cellule] = this.#champ(nom)
    const corps = [...enI32(this.#expression(rang)), ...enDecalage(cellule)]
    const adresse = this.#contexte.plan.adresses[nom]
    if (adresse !== undefined) return { corps, adresse }
    const local = this.#adresses.get(nom) ?? this.#local(I32)
    this.#adresses.set(nom, local)
    return { corps: [...corps, ...I.lire(local), ...I.plus], adresse: 0 }
  }

  #expression(e: Expr): Code {
    switch (e.genre) {
      case 'nombre':
        return nombre(e.valeur)
      case 'nom': {
        const local = this.#noms.get(e.nom)
        if (local !== undefined) return { type: this.#types[local]!, corps: I.lire(local) }
        const constante = this.#contexte.constantes[e.nom]
        if (constante === undefined) throw new HorsTexte(`« ${e.nom} » is not known in ${this.#lue.nom}`)
        return nombre(constante)
      }
      case 'case': {
        const [cellule] = this.#champ(e.tableau)
        const { corps, adresse } = this.#place(e.tableau, e.rang)
        return {
          type: cellule === 'f64' ? F64 : I32,
          corps: [...corps, ...chargerCellule(cellule, adresse)],
        }
      }
      case 'unaire':
        return unaire(e.signe, this.#expression(e.sur))
      case 'binaire':
        return binaire(e.signe, this.#expression(e.gauche), this.#expression(e.droite))
      case 'choix': {
        const [alors, sinon] = [this.#expression(e.alors), this.#expression(e.sinon)]
        const type = alors.type === F64 || sinon.type === F64 ? F64 : I32
        const si = enI32(this.#expression(e.si))
        return { type, corps: [...this.#en(alors, type), ...this.#en(sinon, type), ...si, 0x1b] }
      }
      case 'appel':
        return this.#calculer(e)
    }
  }

  #calculer({ nom, arguments: donnes }: Expr & { genre: 'appel' }): Code {
    if (nom.startsWith('Math.'))
      return coder(
        nom,
        donnes.map((d) => this.#expression(d)),
        (type) => this.#local(type),
      )
    const f = this.#contexte.fonctions.find((autre) => autre.nom === nom && copiee(autre))
    if (f === undefined) throw new HorsTexte(`« ${nom} » gives no number`)
    return this.#copier(f, donnes)
  }

  /** The body of a function in the place of its call, on variables of its own. */
  #copier(f: FonctionLue, donnes: readonly Expr[]): Code {
    const dedans = new Map<string, number>()
    const entree = f.parametres.flatMap(([nom, type], i) => {
      if (type === MEMOIRE) return []
      const local = this.#local(typeDe(type))
      dedans.set(nom, local)
      return [...this.#en(this.#expression(donnes[i]!), typeDe(type)), ...I.ecrire(local)]
    })
    const dehors = this.#noms
    this.#noms = dedans
    const corps = f.corps.genre === 'bloc' ? f.corps.corps : [f.corps]
    const rendu = corps.at(-1)
    if (rendu?.genre !== 'rendre') throw new HorsTexte(`« ${f.nom} » must end by what it gives`)
    const avant = corps.slice(0, -1).flatMap((e) => this.#enonce(e))
    const type = typeDe(f.rend)
    const valeur = this.#en(this.#expression(rendu.valeur), type)
    this.#noms = dehors
    return { type, corps: [...entree, ...avant, ...valeur] }
  }

  #appeler(nom: string, donnes: readonly Expr[]): Octets {
    const externe = this.#contexte.externes.indexOf(nom)
    if (externe >= 0)
      return [...donnes.slice(1).flatMap((d) => enI32(this.#expression(d))), 0x10, ...leb(externe)]
    const appelees = this.#contexte.fonctions.filter((f) => !copiee(f))
    const rang = appelees.findIndex((f) => f.nom === nom)
    if (rang < 0) throw new HorsTexte(`« ${nom} » is not a function of the text`)
    const { parametres } = appelees[rang]!
    return [
      ...parametres.flatMap(([, type], i) =>
        type === MEMOIRE ? [] : this.#en(this.#expression(donnes[i]!), typeDe(type)),
      ),
      0x10,
      ...leb(this.#contexte.externes.length + rang),
    ]
  }
}
