package io.passthrough.azure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The checksum that Azure Storage tells. */
class Crc64Test {

  /** The check value of CRC-64/NVME, which has the same parameters. */
  @Test
  void digest_ofTheDigits_isTheCheckValue() {
    byte[] digits = "123456789".getBytes(US_ASCII);
    Crc64 crc = new Crc64();

    crc.update(digits, 0, 4);
    crc.update(digits, 4, 5);

    assertThat(HexFormat.of().formatHex(crc.digest())).isEqualTo("8898790a86148bae");
  }
}
