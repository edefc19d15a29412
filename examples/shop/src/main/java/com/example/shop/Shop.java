package com.example.shop;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** A shop whose one page is rendered on the server, and whose scripts do the rest. */
@SpringBootApplication
@Controller
public class Shop {

  /**
   * Starts the shop.
   *
   * @param arguments properties, such as {@code --server.port=8101}
   */
  public static void main(String[] arguments) {
    SpringApplication.run(Shop.class, arguments);
  }

  /**
   * Shows the page, which names the assets of this release and is asked for again each time.
   *
   * @param response gets the header
   * @return the template's name
   */
  @GetMapping("/")
  public String page(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-cache");
    return "shop";
  }
}
