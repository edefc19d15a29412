'use client'

import dynamic from 'next/dynamic'
import Image from 'next/image'
import Link from 'next/link'
import orchard from './orchard.png'
import styles from './page.module.css'

const Apples = dynamic(() => import('./apples'), { ssr: false })

export default function Home() {
  return (
    <main className={styles.main}>
      <h1>The orchard in spring</h1>
      <Image src={orchard} alt="" />
      <Apples />
      <Link href="/about">About</Link>
    </main>
  )
}
