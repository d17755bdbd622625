;; Finds where in a text numbers may stand, several times quicker than the same loop in JavaScript, in which every
;; character is checked against the bounds of three arrays. walk.ts says what goes in and out; npm test compiles this
;; file and compares it with program.ts, and `node scripts/walk-program.ts` writes that anew.
(module
  ;; 0x00000 stretches found, begin, end and classes of each · 0x10000 signs found · 0x20000 a glance for every code
  ;; unit · 0x30000 the class of every code unit · 0x50000 the text, two bytes a code unit
  (memory (export "memory") 7)

  ;; Where the next sign goes.
  (global $signs (mut i32) (i32.const 0))

  ;; What the code unit at a place tells: 1 and 2 when a number may hold it, 4 for a sign.
  (func $glance (param $at i32) (result i32)
    (i32.load8_u offset=0x20000
      (i32.load16_u offset=0x50000 (i32.shl (local.get $at) (i32.const 1)))))

  (func $class (param $at i32) (result i32)
    (i32.load16_u offset=0x30000
      (i32.shl (i32.load16_u offset=0x50000 (i32.shl (local.get $at) (i32.const 1))) (i32.const 1))))

  (func $tellSign (param $at i32)
    (if (i32.and (call $glance (local.get $at)) (i32.const 4))
      (then
        (i32.store (global.get $signs) (local.get $at))
        (global.set $signs (i32.add (global.get $signs) (i32.const 4))))))

  ;; Whether a stretch tells nothing, as `isSmall` in stretches.ts says. Not of one that holds anything unusual (0x9800).
  (func $isSmall (param $length i32) (param $end i32) (param $kinds i32) (result i32)
    (i32.and
      (i32.eqz (i32.and (local.get $kinds) (i32.const 0x9800)))
      (i32.or
        (i32.and
          (i32.eq (local.get $length) (i32.const 4))
          (i32.ne (i32.and (local.get $kinds) (i32.const 0xfffffdfc)) (i32.const 0)))
        (i32.and
          (i32.lt_s (local.get $length) (i32.const 6))
          (i32.eq
            (i32.load16_u offset=0x50000 (i32.shl (local.get $end) (i32.const 1)))
            (i32.const 0x5143))))))

  ;; Tells of every stretch of four characters and more that a number may hold, and of every sign. Looks at every
  ;; fourth character, and at those between for signs only. Answers the number of stretches × 0x10000 + that of signs.
  (func (export "walk") (param $from i32) (param $to i32) (result i32)
    (local $at i32) (local $byte i32) (local $here i32) (local $passed i32) (local $before i32)
    (local $start i32) (local $end i32) (local $done i32) (local $stretches i32)
    (local $kinds i32) (local $length i32)
    (global.set $signs (i32.const 0x10000))
    (local.set $done (local.get $from))
    (local.set $at (i32.add (local.get $from) (i32.const 3)))
    (block $over
      (loop $walk
        (br_if $over (i32.ge_s (local.get $at) (local.get $to)))
        (local.set $byte (i32.shl (local.get $at) (i32.const 1)))
        (local.set $here (i32.load8_u offset=0x20000 (i32.load16_u offset=0x50000 (local.get $byte))))
        (local.set $passed (i32.or (i32.or
          (i32.load8_u offset=0x20000 (i32.load16_u offset=0x4fffe (local.get $byte)))
          (i32.load8_u offset=0x20000 (i32.load16_u offset=0x4fffc (local.get $byte))))
          (i32.load8_u offset=0x20000 (i32.load16_u offset=0x4fffa (local.get $byte)))))
        ;; Commas are many: a number that they part is met at two of them, if never at a digit.
        (if (i32.or
              (i32.and (local.get $here) (i32.or (local.get $before) (i32.const 5)))
              (i32.and (local.get $passed) (i32.const 4)))
          (then
            (if (i32.and (i32.or (local.get $here) (local.get $passed)) (i32.const 4))
              (then
                (call $tellSign (i32.sub (local.get $at) (i32.const 3)))
                (call $tellSign (i32.sub (local.get $at) (i32.const 2)))
                (call $tellSign (i32.sub (local.get $at) (i32.const 1)))
                (call $tellSign (local.get $at))))
            (if (i32.and (local.get $here) (i32.const 3))
              (then
                (local.set $start (local.get $at))
                (block $first
                  (loop $back
                    (br_if $first (i32.le_s (local.get $start) (local.get $done)))
                    (br_if $first (i32.eqz (i32.and
                      (call $glance (i32.sub (local.get $start) (i32.const 1)))
                      (i32.const 3))))
                    (local.set $start (i32.sub (local.get $start) (i32.const 1)))
                    (br $back)))
                (local.set $end (i32.add (local.get $at) (i32.const 1)))
                (block $last
                  (loop $on
                    (br_if $last (i32.ge_s (local.get $end) (local.get $to)))
                    (local.set $here (call $glance (local.get $end)))
                    (if (i32.and (local.get $here) (i32.const 4)) (then (call $tellSign (local.get $end))))
                    (br_if $last (i32.eqz (i32.and (local.get $here) (i32.const 3))))
                    (local.set $end (i32.add (local.get $end) (i32.const 1)))
                    (br $on)))
                ;; The character that ended it is known too.
                (local.set $done (local.get $end))
                (local.set $at (local.get $end))
                (local.set $here (i32.const 0))
                ;; Signs that may part numbers stand at either end of many: there they part nothing.
                (block $begins
                  (loop $sign
                    (br_if $begins (i32.ge_s (local.get $start) (local.get $end)))
                    (br_if $begins (i32.ne (call $class (local.get $start)) (i32.const 0x0800)))
                    (local.set $start (i32.add (local.get $start) (i32.const 1)))
                    (br $sign)))
                (block $ends
                  (loop $sign
                    (br_if $ends (i32.ge_s (local.get $start) (local.get $end)))
                    (br_if $ends (i32.ne
                      (call $class (i32.sub (local.get $end) (i32.const 1)))
                      (i32.const 0x0800)))
                    (local.set $end (i32.sub (local.get $end) (i32.const 1)))
                    (br $sign)))
                (local.set $length (i32.sub (local.get $end) (local.get $start)))
                (if (i32.ge_s (local.get $length) (i32.const 4))
                  (then
                    (i32.store (local.get $stretches) (local.get $start))
                    (i32.store offset=4 (local.get $stretches) (local.get $end))
                    (local.set $kinds (i32.const 0))
                    (loop $each
                      (local.set $kinds (i32.or (local.get $kinds) (call $class (local.get $start))))
                      (local.set $start (i32.add (local.get $start) (i32.const 1)))
                      (br_if $each (i32.lt_s (local.get $start) (local.get $end))))
                    (i32.store offset=8 (local.get $stretches) (local.get $kinds))
                    (if (i32.eqz (call $isSmall (local.get $length) (local.get $end) (local.get $kinds)))
                      (then
                        (local.set $stretches (i32.add (local.get $stretches) (i32.const 12)))))))))))
        (local.set $before (local.get $here))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $walk)))
    (local.set $at (i32.sub (local.get $at) (i32.const 3)))
    (block $end
      (loop $rest
        (br_if $end (i32.ge_s (local.get $at) (local.get $to)))
        (call $tellSign (local.get $at))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $rest)))
    (i32.add
      (i32.shl (i32.div_u (local.get $stretches) (i32.const 12)) (i32.const 16))
      (i32.shr_u (i32.sub (global.get $signs) (i32.const 0x10000)) (i32.const 2)))))
